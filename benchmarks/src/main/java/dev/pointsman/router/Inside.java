package dev.pointsman.router;

/** Access to private parts of a router, to measure them alone. */
final class Inside {
    private Inside() {}

    static <T> T part(Object owner, String name, Class<T> type) {
        try {
            var field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(owner));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
