// Runs five minutes after a recipe was added: suggests one that goes with it. A real one would read org.example.recipes.
const goesWellWith = { soup: 'bread', salad: 'quiche' }

console.log(`Goes well with a soup: ${goesWellWith.soup}`)
