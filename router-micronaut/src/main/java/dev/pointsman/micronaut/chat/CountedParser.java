package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON parser of one whole answer that counts values before they are allocated. Not thread-safe. */
final class CountedParser extends JsonParserDelegate {
    private static final int AT_ONCE = 1024;

    private final AnswerLease lease;
    private int values;

    CountedParser(JsonParser parser, AnswerLease lease) {
        super(parser);
        this.lease = lease;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token != null && (token.isScalarValue() || token.isStructStart()) && ++values % AT_ONCE == 0) {
            lease.parsed(AT_ONCE);
        }
        return token;
    }
}
