package dev.pointsman.gateway.deferred;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HTTP request or response as bytes.
 *
 * @param head the path of a request, or the status of a response
 * @param headers headers by name, and values of the queue's own
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredMessage(String head, Map<String, String> headers, byte[] body) {
    private static final byte VERSION = 1;

    byte[] toBytes() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 512);
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(head);
            out.writeShort(headers.size());
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(body);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) { // such as of a header that is too long
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the message of bytes.
     *
     * @throws IOException if they are none of this version
     */
    static StoredMessage of(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IOException("not of this version");
            }
            String head = in.readUTF();
            Map<String, String> headers = new LinkedHashMap<>();
            for (int left = in.readShort(); left > 0; left--) {
                String name = in.readUTF();
                headers.put(name, in.readUTF());
            }
            return new StoredMessage(head, headers, in.readAllBytes());
        }
    }
}
