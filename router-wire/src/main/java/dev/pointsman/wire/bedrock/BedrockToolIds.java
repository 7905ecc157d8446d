package dev.pointsman.wire.bedrock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Ids of tool calls in the alphabet and length that Converse accepts. Others are replaced by a digest, the same for a
 * call and its result; no answer repeats them, so that none has to be restored.
 */
final class BedrockToolIds {
    private static final Pattern FITTING = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private BedrockToolIds() {}

    static String fitted(String id) {
        if (FITTING.matcher(id).matches()) {
            return id;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return "pointsman_" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
