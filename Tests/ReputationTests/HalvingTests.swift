import Foundation
import TestSupport
import Testing

@testable import Reputation

@Suite struct `Powers of one half` {
    @Test func `are exact for whole numbers`() {
        for count in 0..<1000 {
            #expect(Halving.factor(Double(count)) == Double(sign: .plus, exponent: -count, significand: 1))
        }
        #expect(Halving.factor(1000) == 0)
        #expect(Halving.factor(.infinity) == 0)
    }

    @Test func `agree with the C library to the last bits`() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let count = Double.random(in: 0...60, using: &generator)
            let expected = exp2(-count)
            #expect(abs(Halving.factor(count) - expected) <= 2 * expected.ulp, "2^-\(count)")
        }
    }

    @Test func `never rise from second to second`() {
        let second = 1 / (HalfLives.maximumDays * 86_400)
        for start in [0.0, 0.4999999, 0.5 - 50 * second, 1.5 - 50 * second, 3.2] {
            for step in 0..<100 {
                let earlier = Halving.factor(start + Double(step) * second)
                #expect(Halving.factor(start + Double(step + 1) * second) < earlier)
            }
        }
    }

    @Test func `have rough logarithms`() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<2000 {
            let value = exp2(Double.random(in: -40...40, using: &generator))
            #expect(abs(Halving.roughLogarithm(value) - log2(value)) < 1e-5)
        }
    }
}
