package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of single fields of a JSON object that keep all its other bytes, their order and their white space.
 *
 * <p>The bytes must be a valid JSON object in UTF-8. A field that the object has twice is changed in both places. Not
 * thread-safe.
 */
public final class JsonEdit {
    private static final int BYTE_ORDER_MARKS = 4; // bytes that tell the encoding

    private final byte[] source;
    private final JsonSpans.Span root;
    private final List<JsonSpans.Member> members;
    private final Map<String, byte[]> set = new LinkedHashMap<>();
    private final Set<String> removed = new HashSet<>();

    /**
     * Creates an edit without changes.
     *
     * @param source a JSON object in UTF-8; not changed
     */
    public JsonEdit(byte[] source) {
        this.source = source;
        this.root = JsonSpans.root(source);
        this.members = JsonSpans.members(source, root);
    }

    /**
     * Returns the bytes of an object with other fields: what has not changed keeps its bytes, of an array each item that
     * is an instance of an old one.
     *
     * @param source the old object in UTF-8; not changed
     * @param old the same, parsed
     * @param changed the object with its changes
     * @return JSON in UTF-8; the source itself if nothing changes
     */
    @SuppressWarnings("ReferenceEquality") // what is unchanged is the same instance
    public static byte[] changed(byte[] source, JsonNode old, JsonNode changed) {
        if (old == changed) {
            return source;
        }
        if (!isEditable(source)) {
            return JsonReader.bytes(changed);
        }
        JsonEdit edit = new JsonEdit(source);
        old.fieldNames().forEachRemaining(name -> {
            if (!changed.has(name)) {
                edit.remove(name);
            }
        });
        for (Map.Entry<String, JsonNode> field : changed.properties()) {
            JsonNode value = field.getValue();
            JsonNode before = old.get(field.getKey());
            if (before != null && before.isArray() && value.isArray() && !value.equals(before)) {
                edit.items(field.getKey(), JsonFields.items(before), JsonFields.items(value));
            } else if (!value.equals(before)) {
                edit.set(field.getKey(), value);
            }
        }
        return edit.bytes();
    }

    /**
     * Returns whether bytes are in the encoding that an edit reads.
     *
     * @param bytes a valid JSON document
     * @return false for another encoding than UTF-8, and with a byte order mark
     */
    static boolean isEditable(byte[] bytes) {
        for (int i = 0; i < Math.min(BYTE_ORDER_MARKS, bytes.length); i++) {
            if (bytes[i] <= 0) {
                return false;
            }
        }
        return bytes.length > 1;
    }

    /**
     * Sets a field of the object, at the end if it has none of this name.
     *
     * @param name the field's name
     * @param value its value
     * @return this edit
     */
    public JsonEdit set(String name, JsonNode value) {
        return setBytes(name, JsonReader.bytes(value));
    }

    private JsonEdit setBytes(String name, byte[] value) {
        removed.remove(name);
        set.put(name, value);
        return this;
    }

    /**
     * Removes a field of the object, if it has it.
     *
     * @param name the field's name
     * @return this edit
     */
    public JsonEdit remove(String name) {
        set.remove(name);
        removed.add(name);
        return this;
    }

    /**
     * Sets the items of an array that is a field of the object; those that are instances of the old ones keep their
     * bytes.
     *
     * @param name the field's name
     * @param old all items of the array as parsed from the bytes
     * @param items the items it is to have
     * @return this edit
     */
    public JsonEdit items(String name, List<JsonNode> old, List<JsonNode> items) {
        List<JsonSpans.Span> spans = members.stream()
                .filter(member -> member.name().equals(name))
                .reduce((first, second) -> second) // the one that a parser keeps
                .map(member -> JsonSpans.items(source, member.value()))
                .orElse(List.of());
        IdentityHashMap<JsonNode, JsonSpans.Span> known = new IdentityHashMap<>();
        for (int i = 0; i < Math.min(old.size(), spans.size()); i++) {
            known.put(old.get(i), spans.get(i));
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream(source.length);
        array.write('[');
        for (JsonNode item : items) {
            if (array.size() > 1) {
                array.write(',');
            }
            JsonSpans.Span span = known.get(item);
            if (span == null) {
                array.writeBytes(JsonReader.bytes(item));
            } else {
                array.write(source, span.from(), span.to() - span.from());
            }
        }
        array.write(']');
        return setBytes(name, array.toByteArray());
    }

    /**
     * Returns the changed object.
     *
     * @return JSON in UTF-8; the source itself if nothing changes
     */
    public byte[] bytes() {
        if (set.isEmpty() && members.stream().noneMatch(member -> removed.contains(member.name()))) {
            return source;
        }
        ByteArrayOutputStream edited = new ByteArrayOutputStream(source.length + 64);
        Map<String, byte[]> missing = new LinkedHashMap<>(set);
        int end = root.from() + 1; // of what has been copied
        edited.write(source, 0, end);
        boolean first = true;
        for (int i = 0; i < members.size(); i++) {
            JsonSpans.Member member = members.get(i);
            if (!removed.contains(member.name())) {
                copyMember(edited, first && i > 0 ? member.from() : end, member, missing); // no comma in front
                first = false;
            }
            end = member.value().to();
        }
        for (Map.Entry<String, byte[]> field : missing.entrySet()) {
            edited.writeBytes(first ? new byte[0] : new byte[] {','});
            edited.writeBytes(JsonReader.bytes(TextNode.valueOf(field.getKey())));
            edited.write(':');
            edited.writeBytes(field.getValue());
            first = false;
        }
        edited.write(source, end, source.length - end);
        return edited.toByteArray();
    }

    private void copyMember(ByteArrayOutputStream to, int from, JsonSpans.Member member, Map<String, byte[]> missing) {
        byte @Nullable [] value = set.get(member.name());
        missing.remove(member.name());
        if (value == null) {
            to.write(source, from, member.value().to() - from);
        } else {
            to.write(source, from, member.value().from() - from);
            to.writeBytes(value);
        }
    }
}
