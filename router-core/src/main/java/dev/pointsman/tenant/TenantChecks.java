package dev.pointsman.tenant;

/** Range checks of the package's arguments. */
final class TenantChecks {
    private TenantChecks() {}

    static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
