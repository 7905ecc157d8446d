package dev.pointsman.wire.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.wire.Trees;

/**
 * Field of a client's request with a value: the request with it differs from the one without it in nothing else.
 *
 * @param name the row's name
 * @param with the fields of the request with it, in single quotes
 * @param without the fields of the request without it
 */
record FieldSample(String name, String with, String without) {

    /** A field that needs no other one. */
    static FieldSample of(String name, String value) {
        return new FieldSample(name, "'" + name + "':" + value, "");
    }

    JsonNode request(String base, String fields) {
        ObjectNode request = (ObjectNode) Trees.of(base);
        if (!fields.isEmpty()) {
            request.setAll((ObjectNode) Trees.of("{" + fields + "}"));
        }
        return request;
    }
}
