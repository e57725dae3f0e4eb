/// Where on the screen what goes. The status line is always the last row.
struct Layout: Hashable {
    let title: Int?
    let topRule: Int?
    let body: Range<Int>
    let bottomRule: Int?
    let filter: Int?
    let status: Int?
    let list: Range<Int>
    /// The column between list and details.
    let divider: Int?
    let details: Range<Int>
    /// The blank columns at both sides.
    let margin: Int
    let columns: Int

    var hasDetails: Bool { divider != nil }

    /// Where an overlay may be: never on the status line.
    var overlay: Range<Int> {
        let end = filter ?? status ?? 0
        return min(title == nil ? 0 : 1, end)..<end
    }

    init(rows: Int, columns: Int, filter field: TextField?) {
        let rows = max(0, rows)
        let columns = max(0, columns)
        status = rows > 0 ? rows - 1 : nil
        filter = field != nil && rows > 1 ? rows - 2 : nil
        let free = max(0, rows - (filter == nil ? 1 : 2))
        title = free >= 2 ? 0 : nil
        let hasRules = free >= 6
        topRule = hasRules ? 1 : nil
        bottomRule = hasRules ? free - 1 : nil
        let first = (title == nil ? 0 : 1) + (hasRules ? 1 : 0)
        body = first..<max(first, free - (hasRules ? 1 : 0))
        margin = columns >= 30 ? 1 : 0
        self.columns = columns
        if columns >= 60, body.count >= 3 {
            let middle = min(columns / 2, 60)
            divider = middle
            list = margin..<middle
            details = middle + 2..<columns - margin
        } else {
            divider = nil
            list = margin..<max(margin, columns - margin)
            details = list
        }
    }
}
