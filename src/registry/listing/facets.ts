/** One value of a property, and the number of applications that have this value. */
export interface FacetValue {
  value: string
  count: number
}

/** The properties of applications that can be counted. `labels` are those for the newest stable version. */
export type Facet = 'types' | 'editors' | 'labels' | 'categories' | 'dataTypes' | 'platforms' | 'locales' | 'features'
