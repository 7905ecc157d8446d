package dev.pointsman.micronaut.cache.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/**
 * Digest of JSON values, the same for equal values: the order of fields and the form of numbers have no effect. Not
 * thread-safe.
 */
final class JsonDigest {
    private final MessageDigest sha;

    JsonDigest() {
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    JsonDigest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mark('t', bytes.length);
        sha.update(bytes);
        return this;
    }

    /** Adds an object without some of its fields and those that are null. */
    JsonDigest add(JsonNode object, Set<String> without) {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        JsonFields.fields(object).forEach((name, value) -> {
            if (!without.contains(name) && !value.isNull()) {
                fields.put(name, value);
            }
        });
        mark('o', fields.size());
        fields.forEach((name, value) -> add(name).add(value));
        return this;
    }

    private JsonDigest add(JsonNode value) {
        if (value.isObject()) {
            TreeMap<String, JsonNode> fields = new TreeMap<>(JsonFields.fields(value));
            mark('o', fields.size());
            fields.forEach((name, field) -> add(name).add(field));
        } else if (value.isArray()) {
            mark('a', value.size());
            value.forEach(this::add);
        } else if (value.isTextual()) {
            add(value.textValue());
        } else {
            mark(value.isNumber() ? 'n' : 'v', 0);
            add(value.isNumber() ? number(value) : value.asText());
        }
        return this;
    }

    private static String number(JsonNode value) {
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            return value.asText();
        }
        return new BigDecimal(value.asText()).stripTrailingZeros().toString();
    }

    private void mark(char kind, int size) {
        sha.update((byte) kind);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(size).flip());
    }

    String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
