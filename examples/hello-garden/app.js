const texts = {
  en: {
    title: 'Hello Garden',
    thirst: (count) => (count === 0 ? 'Everybody is happy.' : `${count} of your plants would like some water.`),
    place: { kitchen: 'Kitchen window', balcony: 'Balcony', desk: 'Desk' },
    names: { basil: 'Basil', tomato: 'Tomato', cactus: 'Cactus', fern: 'Fern', strawberry: 'Strawberry' },
    water: 'Water it',
    watered: 'Not thirsty',
  },
  fr: {
    title: 'Bonjour Jardin',
    thirst: (count) => (count === 0 ? 'Tout le monde va bien.' : `${count} de vos plantes aimeraient un peu d’eau.`),
    place: { kitchen: 'Fenêtre de la cuisine', balcony: 'Balcon', desk: 'Bureau' },
    names: { basil: 'Basilic', tomato: 'Tomate', cactus: 'Cactus', fern: 'Fougère', strawberry: 'Fraisier' },
    water: 'Arroser',
    watered: 'Pas soif',
  },
}
const text = texts[navigator.language.slice(0, 2)] ?? texts.en

const enough = 0.4
const plants = [
  { name: 'basil', face: '🌿', place: 'kitchen', moisture: 0.25 },
  { name: 'tomato', face: '🍅', place: 'balcony', moisture: 0.8 },
  { name: 'cactus', face: '🌵', place: 'desk', moisture: 0.55 },
  { name: 'fern', face: '🪴', place: 'desk', moisture: 0.3 },
  { name: 'strawberry', face: '🍓', place: 'balcony', moisture: 0.65 },
]

function element(tag, content, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...[content].flat())
  return made
}

function card(plant) {
  const thirsty = plant.moisture < enough
  const button = element('button', thirsty ? text.water : text.watered, { disabled: !thirsty })
  button.addEventListener('click', () => {
    plant.moisture = 1
    show()
  })
  return element('article', [
    element('span', plant.face, { className: 'face' }),
    element('h2', text.names[plant.name]),
    element('p', text.place[plant.place]),
    element('meter', '', { min: 0, max: 1, low: enough, optimum: 1, value: plant.moisture }),
    button,
  ])
}

function show() {
  document.title = text.title
  document.querySelector('#title').textContent = text.title
  document.querySelector('#thirst').textContent = text.thirst(plants.filter((plant) => plant.moisture < enough).length)
  document.querySelector('#plants').replaceChildren(...plants.map(card))
}

show()
