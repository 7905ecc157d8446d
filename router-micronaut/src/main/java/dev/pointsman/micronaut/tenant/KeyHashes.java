package dev.pointsman.micronaut.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Keys of clients and their hashes. A key has 256 random bits, so that a fast hash without salt is enough.
 */
public final class KeyHashes {
    static final String ID = "1 to 64 letters, digits, dots, hyphens and underscores";
    static final String HASH = "sha256: and 64 hexadecimal digits";
    private static final String PREFIX = "pm-";
    private static final String ALGORITHM = "sha256:";
    private static final int BYTES = 32;
    private static final Pattern IDS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HASHES = Pattern.compile("sha256:[0-9a-f]{64}");

    private KeyHashes() {}

    /**
     * Returns a new key.
     *
     * @param random the source of its bits
     * @return the key, to be shown once
     */
    public static String newKey(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /**
     * Returns the hash of a key.
     *
     * @param key the key
     * @return the hash as in configuration
     */
    public static String hash(String key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return ALGORITHM + HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static boolean isId(String id) {
        return IDS.matcher(id).matches();
    }

    static boolean isHash(String hash) {
        return HASHES.matcher(hash).matches();
    }
}
