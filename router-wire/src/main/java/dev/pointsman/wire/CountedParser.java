package dev.pointsman.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** JSON parser of one whole answer that counts values before they are allocated. Not thread-safe. */
final class CountedParser extends JsonParserDelegate {
    private static final int AT_ONCE = 1024;

    private final IntConsumer counter;
    private int values;

    CountedParser(JsonParser parser, IntConsumer counter) {
        super(parser);
        this.counter = counter;
    }

    /** Exception that ends the reading because the counter threw one. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException reason;

        StoppedException(RuntimeException reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }

        RuntimeException reason() {
            return reason;
        }
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token != null && (token.isScalarValue() || token.isStructStart()) && ++values % AT_ONCE == 0) {
            try {
                counter.accept(AT_ONCE);
            } catch (RuntimeException full) {
                throw new StoppedException(full);
            }
        }
        return token;
    }
}
