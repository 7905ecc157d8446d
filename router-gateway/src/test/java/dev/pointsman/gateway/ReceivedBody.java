package dev.pointsman.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Body of a response, as far as it was received.
 *
 * @param text the text
 * @param broken whether the connection broke before the end of the body
 */
record ReceivedBody(String text, boolean broken) {

    static ReceivedBody of(InputStream body) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try (body) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                received.write(buffer, 0, read);
            }
            return new ReceivedBody(received.toString(StandardCharsets.UTF_8), false);
        } catch (IOException broken) {
            return new ReceivedBody(received.toString(StandardCharsets.UTF_8), true);
        }
    }
}
