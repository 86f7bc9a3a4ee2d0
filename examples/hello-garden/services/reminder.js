// Runs each morning at seven: tells which plants want water. A real one would read org.example.plants and org.example.weather first.
const thirsty = ['Basil', 'Fern']

console.log(`Want water today: ${thirsty.join(', ')}`)
