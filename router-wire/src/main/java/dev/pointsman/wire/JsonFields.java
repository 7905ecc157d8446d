package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Helpers that read and build JSON trees without changing one; an absent field and a null field are equivalent. For
 * protocols and clients.
 */
public final class JsonFields {
    /** The empty object. */
    public static final JsonNode EMPTY = objectOf(Map.of());

    private JsonFields() {}

    /**
     * Returns a field of an object.
     *
     * @param node the object
     * @param name the field's name
     * @return the value; null if the node is no object, or the field absent or null
     */
    public static @Nullable JsonNode field(@Nullable JsonNode node, String name) {
        JsonNode value = node == null || !node.isObject() ? null : node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /**
     * Returns an object in a field.
     *
     * @param node the object around it
     * @param name the field's name
     * @return the object; empty if there is none
     */
    public static JsonNode object(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        return value != null && value.isObject() ? value : EMPTY;
    }

    /**
     * Returns the items of an array in a field.
     *
     * @param node the object around it
     * @param name the field's name
     * @return a new list; empty if there is no array
     */
    public static List<JsonNode> items(@Nullable JsonNode node, String name) {
        return items(field(node, name));
    }

    /**
     * Returns the items of an array.
     *
     * @param array the array
     * @return a new list; empty if it is no array
     */
    public static List<JsonNode> items(@Nullable JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        if (array != null && array.isArray()) {
            array.forEach(items::add);
        }
        return items;
    }

    /**
     * Returns the text of a field.
     *
     * @param node the object
     * @param name the field's name
     * @return the text; null if there is no string
     */
    public static @Nullable String text(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /**
     * Returns the text of a field.
     *
     * @param node the object
     * @param name the field's name
     * @param otherwise the result if there is no string
     * @return the text
     */
    public static String text(@Nullable JsonNode node, String name, String otherwise) {
        String value = text(node, name);
        return value == null ? otherwise : value;
    }

    /**
     * Returns the count in a field.
     *
     * @param node the object
     * @param name the field's name
     * @return 0 if there is no number; larger values are capped at the largest int, negative ones are 0
     */
    public static int count(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (value == null || !value.isNumber()) {
            return 0;
        }
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, value.doubleValue()));
    }

    /**
     * Returns whether a field is true.
     *
     * @param node the object
     * @param name the field's name
     * @return false if it is anything else
     */
    public static boolean isTrue(@Nullable JsonNode node, String name) {
        JsonNode value = field(node, name);
        return value != null && value.booleanValue();
    }

    /**
     * Creates an array.
     *
     * @param items its items
     * @return the array
     */
    public static JsonNode array(List<JsonNode> items) {
        return new ArrayNode(JsonNodeFactory.instance, new ArrayList<>(items));
    }

    /**
     * Creates an object.
     *
     * @param fields its fields in their order
     * @return the object
     */
    public static JsonNode objectOf(Map<String, JsonNode> fields) {
        return new ObjectNode(JsonNodeFactory.instance, new LinkedHashMap<>(fields));
    }

    /**
     * Returns the fields of an object.
     *
     * @param object the object
     * @return a new map in the object's order
     */
    public static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    /**
     * Returns a builder of an object.
     *
     * @return a new builder without fields
     */
    public static ObjectBuilder build() {
        return new ObjectBuilder(new LinkedHashMap<>());
    }

    /**
     * Returns a builder with the fields of an object.
     *
     * @param object the object, which is not changed
     * @return a new builder
     */
    public static ObjectBuilder buildFrom(JsonNode object) {
        return new ObjectBuilder(fields(object));
    }

    /** Builder of a JSON object; null values are omitted. A field put again keeps its place. Not thread-safe. */
    public static final class ObjectBuilder {
        private final Map<String, JsonNode> fields;

        private ObjectBuilder(Map<String, JsonNode> fields) {
            this.fields = fields;
        }

        /**
         * Sets a field.
         *
         * @param name the field's name
         * @param value the value; null changes nothing
         * @return this builder
         */
        public ObjectBuilder put(String name, @Nullable JsonNode value) {
            if (value != null) {
                fields.put(name, value);
            }
            return this;
        }

        /**
         * Sets a field to a string.
         *
         * @param name the field's name
         * @param value the value; null changes nothing
         * @return this builder
         */
        public ObjectBuilder put(String name, @Nullable String value) {
            return put(name, value == null ? null : TextNode.valueOf(value));
        }

        /**
         * Sets a field to a number.
         *
         * @param name the field's name
         * @param value the value
         * @return this builder
         */
        public ObjectBuilder put(String name, int value) {
            return put(name, IntNode.valueOf(value));
        }

        /**
         * Sets a field to a number.
         *
         * @param name the field's name
         * @param value the value
         * @return this builder
         */
        public ObjectBuilder put(String name, long value) {
            return put(name, LongNode.valueOf(value));
        }

        /**
         * Sets a field to a number.
         *
         * @param name the field's name
         * @param value the value
         * @return this builder
         */
        public ObjectBuilder put(String name, double value) {
            return put(name, DoubleNode.valueOf(value));
        }

        /**
         * Sets a field to true or false.
         *
         * @param name the field's name
         * @param value the value
         * @return this builder
         */
        public ObjectBuilder put(String name, boolean value) {
            return put(name, BooleanNode.valueOf(value));
        }

        /**
         * Sets a field to an array.
         *
         * @param name the field's name
         * @param items the items of the array
         * @return this builder
         */
        public ObjectBuilder put(String name, List<JsonNode> items) {
            return put(name, array(items));
        }

        /**
         * Removes a field.
         *
         * @param name the field's name
         * @return this builder
         */
        public ObjectBuilder remove(String name) {
            fields.remove(name);
            return this;
        }

        /**
         * Sets a field to an array unless that is empty.
         *
         * @param name the field's name
         * @param items the items of the array
         * @return this builder
         */
        public ObjectBuilder putIfAny(String name, List<JsonNode> items) {
            return items.isEmpty() ? this : put(name, items);
        }

        /**
         * Builds the object.
         *
         * @return a new object
         */
        public JsonNode node() {
            return objectOf(fields);
        }
    }
}
