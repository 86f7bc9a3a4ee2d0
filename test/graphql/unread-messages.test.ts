import { expect, it } from 'vitest'
import { UnreadMessages } from '../../src/graphql/unread-messages.js'

it('closes the connections that wait for the longest time, until the unread bytes are within the limit', () => {
  const unread = new UnreadMessages(100)
  const closed: string[] = []
  const reader = (name: string) => ({ close: () => void closed.push(name) })
  const [first, second, third] = [reader('first'), reader('second'), reader('third')]
  unread.add(first, 40)
  unread.add(second, 40)
  unread.add(first, 20)
  expect(closed).toEqual([])
  unread.remove(first, 40)
  unread.remove(first, 20)
  unread.add(first, 60)
  expect(closed).toEqual([])
  unread.add(third, 90)
  expect(closed).toEqual(['second', 'first'])
  unread.removeAll(third)
  unread.add(second, 100)
  expect(closed).toEqual(['second', 'first'])
})
