package dev.pointsman.langchain4j;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Objects;
import java.util.stream.Stream;

/** Number of retries of a model's own client, where it can be seen: in a field that LangChain4j's models have. */
final class ClientRetries {
    private static final String FIELD = "maxRetries";

    private ClientRetries() {}

    /** Returns the number; 0 if it is unknown. */
    static int of(Object model) {
        return Stream.<Class<?>>iterate(model.getClass(), Objects::nonNull, Class::getSuperclass)
                .mapToInt(type -> of(type, model))
                .max()
                .orElse(0);
    }

    private static int of(Class<?> type, Object model) {
        try {
            Field field = type.getDeclaredField(FIELD);
            return field.trySetAccessible() && field.get(model) instanceof Number retries ? retries.intValue() : 0;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return 0; // a class without it, or one that hides it
        }
    }
}
