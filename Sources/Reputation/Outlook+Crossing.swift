import Reports

extension Outlook {
    /// The first moment after `now`, at most `horizon` later, at which the level is not `present`; nil when there is
    /// none.
    ///
    /// Between two moments where the score may rise it only falls, so the level changes in such a stretch exactly when
    /// it differs at the stretch's last second, and bisection finds where.
    mutating func nextCrossing(
        after now: Int64,
        present: Level,
        thresholds: LevelThresholds,
        horizon: Int64
    ) -> Int64? {
        let (sum, overflow) = now.addingReportingOverflow(horizon)
        let end = overflow ? Int64.max : sum
        var start = now
        for rise in rises where rise > now && rise <= end {
            if let fall = fall(from: start, through: rise - 1, present, thresholds) { return fall }
            if thresholds.level(of: value(at: rise)) != present { return rise }
            start = rise
        }
        return fall(from: start, through: end, present, thresholds)
    }

    /// The first moment in `start…end` below the level `present`, which holds at `start`.
    private mutating func fall(
        from start: Int64,
        through end: Int64,
        _ present: Level,
        _ thresholds: LevelThresholds
    ) -> Int64? {
        guard present > .none, start < end else { return nil }
        let floor = thresholds.floor(of: present)
        guard value(at: end) < floor else { return nil }
        // Near moments first: a step that doubles until it is too far.
        var (above, below) = (start, end)
        var stride = firstStride
        while below - above > stride, stride < Int64.max / 2 {
            guard value(at: above + stride) >= floor else {
                below = above + stride
                break
            }
            above += stride
            stride *= 2
        }
        return narrowed(above: above, below: below, floor: floor)
    }

    /// The first moment after `above` with a value below `floor`; `below` is one.
    ///
    /// A decaying score is nearly a straight line in its logarithm, so a guess by that line lands within a few seconds;
    /// steps of growing size from there and a plain bisection every fourth time make it end whatever the shape.
    private mutating func narrowed(above: Int64, below: Int64, floor: Double) -> Int64 {
        var (above, below) = (above, below)
        let aim = Self.height(of: floor - 0.005)
        var (high, low) = (Self.height(of: score(at: above)), Self.height(of: score(at: below)))
        var push: Int64 = 0
        var round = 0
        while below - above > 1 {
            round += 1
            var probe = above + (below - above) / 2
            if round % 4 != 0, high > low {
                let fraction = min(max((high - aim) / (high - low), 0), 1)
                let guess = above + Int64(Double(below - above) * fraction) + push
                probe = min(max(guess, above + 1), below - 1)
            }
            let score = score(at: probe)
            if Corroboration.rounded(score) < floor {
                (below, low) = (probe, Self.height(of: score))
                push = min(push, 0) * 4 - 1
            } else {
                (above, high) = (probe, Self.height(of: score))
                push = max(push, 0) * 4 + 1
            }
        }
        return below
    }

    private static func height(of score: Double) -> Double {
        Halving.roughLogarithm(max(score, 1e-9))
    }
}
