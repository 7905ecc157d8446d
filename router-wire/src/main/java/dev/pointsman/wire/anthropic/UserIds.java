package dev.pointsman.wire.anthropic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids of end users for providers that refuse personal data. */
final class UserIds {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9(][0-9 ()./-]{5,18}[0-9]");
    private static final int LONGEST = 256;

    private UserIds() {}

    /** Returns the id, or its SHA-256 if it looks like an e-mail address or a phone number, or is too long. */
    static String anonymous(String id) {
        boolean personal = EMAIL.matcher(id).find() || PHONE.matcher(id.strip()).matches();
        return personal || id.length() > LONGEST ? digest(id) : id;
    }

    private static String digest(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
