const texts = {
  en: {
    title: 'Pocket Recipes',
    dish: 'Pumpkin soup with ginger',
    question: 'How many are you?',
    ingredients: { pumpkin: 'Pumpkin', onion: 'Onions', ginger: 'Ginger', stock: 'Vegetable stock', cream: 'Cream' },
    steps: [
      'Dice the pumpkin; chop the onions and the ginger.',
      'Let the onions soften in a little oil for five minutes.',
      'Add pumpkin, ginger and stock. Cook for twenty minutes.',
      'Blend, stir in the cream, and season.',
      'Serve with toasted bread, and call everybody to the table.',
    ],
  },
  fr: {
    title: 'Recettes de poche',
    dish: 'Soupe de potiron au gingembre',
    question: 'Combien serez-vous ?',
    ingredients: {
      pumpkin: 'Potiron',
      onion: 'Oignons',
      ginger: 'Gingembre',
      stock: 'Bouillon de légumes',
      cream: 'Crème',
    },
    steps: [
      'Coupez le potiron en dés ; hachez les oignons et le gingembre.',
      'Faites fondre les oignons cinq minutes dans un peu d’huile.',
      'Ajoutez potiron, gingembre et bouillon. Laissez cuire vingt minutes.',
      'Mixez, incorporez la crème, assaisonnez.',
      'Servez avec du pain grillé, et appelez tout le monde à table.',
    ],
  },
}
const language = navigator.language.slice(0, 2)
const text = texts[language] ?? texts.en

// Amounts for one guest.
const amounts = [
  { name: 'pumpkin', amount: 250, unit: 'g' },
  { name: 'onion', amount: 0.5, unit: '' },
  { name: 'ginger', amount: 5, unit: 'g' },
  { name: 'stock', amount: 20, unit: 'cl' },
  { name: 'cream', amount: 2.5, unit: 'cl' },
]

const guests = document.querySelector('#guests')

function item(...content) {
  const made = document.createElement('li')
  made.append(...content)
  return made
}

function bold(content) {
  const made = document.createElement('strong')
  made.append(content)
  return made
}

function count() {
  const number = Number(guests.value)
  document.querySelector('#count').value = number
  const items = amounts.map(({ name, amount, unit }) =>
    item(text.ingredients[name], bold(`${(amount * number).toLocaleString(language)} ${unit}`)),
  )
  document.querySelector('#ingredients').replaceChildren(...items)
}

document.title = text.title
for (const id of ['title', 'dish', 'question']) document.querySelector(`#${id}`).textContent = text[id]
document.querySelector('#steps').append(...text.steps.map((step) => item(step)))
guests.addEventListener('input', count)
count()
