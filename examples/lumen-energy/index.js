// What a konnector does, without a supplier to ask: log in, fetch the bills, save them.
const bills = [
  { date: '2026-08-01', amount: 41.2, currency: 'EUR', filename: '2026-08_lumen_41.20EUR.pdf' },
  { date: '2026-09-01', amount: 38.75, currency: 'EUR', filename: '2026-09_lumen_38.75EUR.pdf' },
  { date: '2026-10-01', amount: 52.1, currency: 'EUR', filename: '2026-10_lumen_52.10EUR.pdf' },
]

for (const { date, amount, currency, filename } of bills) {
  console.log(JSON.stringify({ type: 'bill', date, amount, currency, filename }))
}
