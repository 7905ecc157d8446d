package dev.pointsman.micronaut.cache.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.SourceEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer and reader of answers and chunks. */
final class AnswerCodec {
    private static final int TEXT = 1;
    private static final int EVENT = 2;

    private AnswerCodec() {}

    static void write(ChatResponse answer, DataOutputStream to) throws IOException {
        String protocol = answer.protocol();
        byte[] source = answer.source(protocol);
        write(protocol, to);
        write(JsonReader.bytes(answer.json()), to);
        write(source == null ? new byte[0] : source, to);
    }

    static ChatResponse readWhole(DataInputStream from) throws IOException {
        String protocol = readText(from);
        JsonNode json = json(read(from));
        byte[] source = read(from);
        ChatResponse answer = new ChatResponse(json);
        return protocol.isEmpty() ? answer : answer.withSource(protocol, json, source);
    }

    static void write(ChatChunk chunk, DataOutputStream to) throws IOException {
        SourceEvent event = chunk.event();
        to.writeByte((chunk.isText() ? TEXT : 0) | (event == null ? 0 : EVENT));
        write(chunk.source(), to);
        write(chunk.source().isEmpty() ? JsonReader.bytes(chunk.json()) : new byte[0], to);
        if (chunk.isText()) {
            write(chunk.text(), to);
        }
        if (event != null) {
            write(event.protocol(), to);
            to.writeInt(event.events().size());
            for (ServerEvent one : event.events()) {
                write(one.name(), to);
                write(one.data(), to);
            }
        }
    }

    static ChatChunk readChunk(DataInputStream from) throws IOException {
        int kind = from.readByte();
        String source = readText(from);
        byte[] json = read(from);
        String text = (kind & TEXT) == 0 ? null : readText(from);
        SourceEvent event = (kind & EVENT) == 0 ? null : readEvent(from);
        if (text != null && event != null) {
            return ChatChunk.ofText(text, () -> json(json), event);
        }
        ChatChunk chunk = source.isEmpty()
                ? new ChatChunk(json(json))
                : new ChatChunk(json(source.getBytes(StandardCharsets.UTF_8)), source);
        return event == null ? chunk : chunk.with(event);
    }

    private static SourceEvent readEvent(DataInputStream from) throws IOException {
        String protocol = readText(from);
        int count = from.readInt();
        List<ServerEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new ServerEvent(readText(from), read(from)));
        }
        return new SourceEvent(protocol, events);
    }

    static void write(String text, DataOutputStream to) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), to);
    }

    static String readText(DataInputStream from) throws IOException {
        return new String(read(from), StandardCharsets.UTF_8);
    }

    private static void write(byte[] bytes, DataOutputStream to) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static byte[] read(DataInputStream from) throws IOException {
        int length = from.readInt();
        byte[] bytes = from.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static JsonNode json(byte[] bytes) {
        @Nullable JsonNode json = JsonReader.objectOrNull(bytes);
        if (json == null) {
            throw new IllegalStateException("a recorded chunk is no JSON object");
        }
        return json;
    }
}
