package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Helpers that read and build JSON trees; an absent field and a null field are equivalent. */
final class JsonFields {
    static final JsonNode EMPTY = JsonNode.createObjectNode(Map.of());

    private JsonFields() {}

    static @Nullable JsonNode field(@Nullable JsonNode node, String name) {
        JsonNode value = node == null || !node.isObject() ? null : node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static JsonNode object(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        return value != null && value.isObject() ? value : EMPTY;
    }

    static List<JsonNode> items(@Nullable JsonNode node, String name) {
        return items(field(node, name));
    }

    static List<JsonNode> items(@Nullable JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        if (array != null && array.isArray()) {
            array.values().forEach(items::add);
        }
        return items;
    }

    static @Nullable String text(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        return value != null && value.isString() ? value.getStringValue() : null;
    }

    static String text(@Nullable JsonNode node, String name, String otherwise) {
        String value = text(node, name);
        return value == null ? otherwise : value;
    }

    /** Returns the integer of a field, 0 if there is none; larger values are capped at the largest int. */
    static int count(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (value == null || !value.isNumber()) {
            return 0;
        }
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, value.getDoubleValue()));
    }

    static boolean isTrue(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        return value != null && value.isBoolean() && value.getBooleanValue();
    }

    static JsonNode array(List<JsonNode> items) {
        return JsonNode.createArrayNode(List.copyOf(items));
    }

    static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.entries().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    static ObjectBuilder build() {
        return new ObjectBuilder(new LinkedHashMap<>());
    }

    static ObjectBuilder buildFrom(JsonNode object) {
        return new ObjectBuilder(fields(object));
    }

    /** Builder of a JSON object; null values are omitted. */
    static final class ObjectBuilder {
        private final Map<String, JsonNode> fields;

        private ObjectBuilder(Map<String, JsonNode> fields) {
            this.fields = fields;
        }

        ObjectBuilder put(String name, @Nullable JsonNode value) {
            if (value != null) {
                fields.put(name, value);
            }
            return this;
        }

        ObjectBuilder put(String name, @Nullable String value) {
            return put(name, value == null ? null : JsonNode.createStringNode(value));
        }

        ObjectBuilder put(String name, int value) {
            return put(name, JsonNode.createNumberNode(value));
        }

        ObjectBuilder put(String name, long value) {
            return put(name, JsonNode.createNumberNode(value));
        }

        ObjectBuilder put(String name, double value) {
            return put(name, JsonNode.createNumberNode(value));
        }

        ObjectBuilder put(String name, boolean value) {
            return put(name, JsonNode.createBooleanNode(value));
        }

        ObjectBuilder put(String name, List<JsonNode> items) {
            return put(name, array(items));
        }

        ObjectBuilder remove(String name) {
            fields.remove(name);
            return this;
        }

        ObjectBuilder putIfAny(String name, List<JsonNode> items) {
            return items.isEmpty() ? this : put(name, items);
        }

        JsonNode node() {
            return JsonNode.createObjectNode(new LinkedHashMap<>(fields));
        }
    }
}
