import { describe, expect, it } from 'vitest'
import { rootId, trashId } from '../../src/folders/folder.js'
import { FolderTree, type FolderLimits } from '../../src/folders/folder-tree.js'
import { pageOfReferences, referenceOrders } from '../../src/folders/reference-page.js'

const by = { now: '2026-01-01T00:00:00.000Z' }
const photos = { type: 'io.cozy.apps', id: 'io.cozy.apps/photos' }

function newTree(limits: Partial<FolderLimits> = {}): FolderTree {
  const plain = { created_at: by.now, updated_at: by.now, referenced_by: [], generation: 1 }
  const folders = new Map([
    [rootId, { ...plain, name: '', dir_id: '' }],
    [trashId, { ...plain, name: '.cozy_trash', dir_id: rootId }],
  ])
  return new FolderTree(folders, { count: 100, depth: 5, references: 3, bytes: 1e6, ...limits })
}

describe('folders', () => {
  it('get new paths when a folder above them is moved or renamed', () => {
    const tree = newTree()
    const a = tree.create(rootId, 'a', by)
    const b = tree.create(a, 'b', by)
    expect([rootId, trashId, a, b].map((id) => tree.path(id))).toEqual(['/', '/.cozy_trash', '/a', '/a/b'])
    tree.update(a, { name: 'c' }, by)
    expect(tree.path(b)).toBe('/c/b')
    tree.update(b, { parent: rootId }, by)
    tree.update(a, { parent: b, name: 'd' }, by)
    expect(tree.path(a)).toBe('/b/d')
    expect([tree.idAt('/b/d'), tree.idAt('/b'), tree.idAt('/'), tree.idAt('/d')]).toEqual([a, b, rootId, undefined])
  })

  it('have names that are valid, and unique in their parent folder', () => {
    const tree = newTree()
    const a = tree.create(rootId, 'a', by)
    const b = tree.create(rootId, 'b', by)
    expect(() => tree.create(rootId, 'a', by)).toThrow('file already exists')
    expect(() => {
      tree.update(b, { name: 'a' }, by)
    }).toThrow('file already exists')
    tree.create(a, 'b', by)
    expect(() => {
      tree.update(b, { parent: a }, by)
    }).toThrow('file already exists')
    for (const name of ['', '.', '..', 'a/b', 'a\0', 'a\nb', '\ud800', 'é'.repeat(128)]) {
      expect(() => tree.create(rootId, name, by), JSON.stringify(name)).toThrow('Invalid filename')
    }
    for (const name of ['é'.repeat(127), '%2f', '__proto__', '...', ' ', '🪴']) tree.create(rootId, name, by)
  })

  it('are not moved into themselves, into a folder below them or into the trash; the root and the trash never change', () => {
    const tree = newTree()
    const a = tree.create(rootId, 'a', by)
    const b = tree.create(tree.create(a, 'b', by), 'c', by)
    for (const parent of [a, b, trashId, 'none']) {
      expect(() => {
        tree.update(a, { parent }, by)
      }).toThrow()
    }
    for (const id of [rootId, trashId]) {
      expect(() => {
        tree.update(id, { name: 'x' }, by)
      }).toThrow('can not be changed')
      expect(() => {
        tree.trash(id, by)
      }).toThrow('can not be changed')
      expect(() => {
        tree.destroy(id)
      }).toThrow('not in the trash')
    }
    expect(tree.path(b)).toBe('/a/b/c')
  })

  it('return from the trash to their old parent folder, or to the root when that is in the trash, too', () => {
    const tree = newTree()
    const a = tree.create(rootId, 'a', by)
    const [b, c] = [tree.create(a, 'b', by), tree.create(a, 'c', by)]
    tree.trash(b, by)
    expect(tree.get(b)).toMatchObject({ dir_id: trashId, restore_path: '/a' })
    expect(() => {
      tree.trash(b, by)
    }).toThrow('already in the trash')
    expect(() => tree.create(b, 'x', by)).toThrow('in the trash')
    tree.restore(b, by)
    expect([tree.path(b), tree.get(b).restore_path]).toEqual(['/a/b', undefined])
    expect(() => {
      tree.restore(b, by)
    }).toThrow('not in the trash')

    tree.trash(c, by)
    tree.trash(a, by)
    tree.restore(c, by)
    expect(tree.path(c)).toBe('/c')
  })

  it('get a numbered name when they are restored and their name is taken', () => {
    const tree = newTree()
    const long = 'é'.repeat(127)
    const ids = ['a', long].map((name) => {
      const first = tree.create(rootId, name, by)
      tree.trash(first, by)
      const second = tree.create(rootId, name, by)
      tree.trash(second, by)
      tree.create(rootId, name, by)
      tree.restore(second, by)
      return second
    })
    expect(ids.map((id) => tree.get(id).name)).toEqual(['a (2)', `${'é'.repeat(125)} (2)`])
  })

  it('are destroyed only in the trash, together with the folders below them', () => {
    const tree = newTree()
    const a = tree.create(rootId, 'a', by)
    const b = tree.create(a, 'b', by)
    const kept = tree.create(rootId, 'kept', by)
    expect(() => {
      tree.destroy(a)
    }).toThrow('not in the trash')
    tree.trash(a, by)
    tree.destroy(a)
    expect([tree.find(a), tree.find(b)]).toEqual([undefined, undefined])
    tree.trash(tree.create(rootId, 'c', by), by)
    tree.emptyTrash()
    expect([...tree.folders.keys()]).toEqual([rootId, trashId, kept])
  })

  it('are bounded in number, depth and references', () => {
    const tree = newTree({ count: 6, depth: 3, references: 2 })
    const a = tree.create(rootId, 'a', by)
    const c = tree.create(tree.create(a, 'b', by), 'c', by)
    expect(() => tree.create(c, 'd', by)).toThrow('folders may nest 3 levels at most (limits.folders.depth)')
    const other = tree.create(rootId, 'other', by)
    expect(() => tree.create(rootId, 'more', by)).toThrow(
      'an instance may have 6 folders at most (limits.folders.count)',
    )
    expect(() => {
      tree.update(a, { parent: other }, by)
    }).toThrow('folders may nest 3 levels at most (limits.folders.depth)')
    tree.addReferences(a, [photos, { ...photos, id: 'b' }, photos], by)
    expect(() => {
      tree.addReferences(a, [{ ...photos, id: 'c' }], by)
    }).toThrow('a folder may have 2 references at most (limits.folders.references)')
    for (const reference of [
      { type: '', id: 'x' },
      { type: 'x', id: '' },
      { type: 'x', id: '\udc00' },
      { type: 'x'.repeat(201), id: 'x' },
      { type: 'x', id: 'x'.repeat(1001) },
    ]) {
      expect(() => {
        tree.addReferences(other, [reference], by)
      }).toThrow('a reference needs')
    }
  })

  it('keep their generation when a call changes nothing', () => {
    const tree = newTree()
    const a = tree.create(rootId, 'a', by)
    tree.addReferences(a, [photos], by)
    expect(tree.get(a).generation).toBe(2)
    tree.addReferences(a, [photos], by)
    tree.removeReferences(a, [{ ...photos, type: 'other' }], by)
    tree.update(a, { name: 'a' }, by)
    expect(tree.get(a).generation).toBe(2)
    tree.removeReferences(a, [photos], by)
    expect([tree.get(a).generation, tree.referencing(photos)]).toEqual([3, []])
  })
})

describe('pages of the folders with a reference', () => {
  const tree = newTree()
  // The order by date differs from the order by id.
  const ids = [3, 1, 2, 1, 3].map((day, i) => {
    const id = tree.create(rootId, String(i), { now: `2026-01-0${String(day)}T00:00:00.000Z` })
    tree.addReferences(id, [photos], by)
    return id
  })
  const dated = (id: string) => `${tree.get(id).created_at} ${id}`

  it.each(referenceOrders)('contain each folder once in the order %s, even if a reference is removed', (order) => {
    const expected = order.endsWith('id') ? ids.toSorted() : ids.toSorted((a, b) => (dated(a) < dated(b) ? -1 : 1))
    if (order.startsWith('-')) expected.reverse()
    for (const limit of [1, 2, 3, 5, 6]) {
      const found: string[] = []
      let page = pageOfReferences(tree, photos, order, limit)
      for (;;) {
        found.push(...page.ids)
        expect(page.count).toBe(5)
        if (!page.next) break
        page = pageOfReferences(tree, photos, order, limit, page.next)
      }
      expect(found).toEqual(expected)
    }
    const { next } = pageOfReferences(tree, photos, order, 2)
    tree.removeReferences(next?.id ?? '', [photos], by)
    expect(pageOfReferences(tree, photos, order, 2, next).ids).toEqual(expected.slice(3))
    tree.addReferences(next?.id ?? '', [photos], by)
  })
})
