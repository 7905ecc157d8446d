package dev.pointsman.router;

/** Access to private parts of a router, to measure them alone. */
final class Inside {
    private Inside() {}

    static <T> T part(ModelRouter router, String name, Class<T> type) {
        try {
            var field = ModelRouter.class.getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(router));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
