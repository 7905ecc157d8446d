package dev.pointsman.testkit;

/** Argument checks. */
final class ArgumentChecks {
    private ArgumentChecks() {}

    static int notNegative(String name, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(name + ": " + count + " (expected: >= 0)");
        }
        return count;
    }
}
