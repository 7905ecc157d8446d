package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** JSON trees for tests. */
final class Trees {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Trees() {}

    /**
     * A tree from text with single quotes, which Java's strings need no escapes for; double quotes among them stand for
     * themselves. Text without single quotes is plain JSON.
     */
    static JsonNode of(String json) {
        return parse(json.indexOf('\'') < 0 ? json : json.replace("\"", "\\\"").replace('\'', '"'));
    }

    /** The tree as a reader of its text sees it: numbers know no Java types. */
    static JsonNode reread(JsonNode node) {
        return parse(node.toString());
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
