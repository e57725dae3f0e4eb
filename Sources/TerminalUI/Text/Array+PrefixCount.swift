extension Array {
    /// How many elements at the beginning the condition holds for, found by halving: after the first for which it does
    /// not, it must hold for none.
    func prefixCount(where holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
