package dev.pointsman.gateway.deferred;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pointsman.state.ResponseStore;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption of calls and answers at rest: AES-GCM with a random nonce each, bound to the key of the call and to what it is.
 * So neither can take the place of another one. Thread-safe.
 */
final class CallCipher {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** Content of a text. */
    enum Content {
        CALL,
        ANSWER
    }

    CallCipher(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    byte[] seal(byte[] plain, ResponseStore.Key call, Content content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, call, content).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /**
     * Returns what was sealed.
     *
     * @throws GeneralSecurityException if it was sealed with another key, for another call, or was changed
     */
    byte[] open(byte[] sealed, ResponseStore.Key call, Content content) throws GeneralSecurityException {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new GeneralSecurityException("not of this version");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, nonce, call, content)
                .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, ResponseStore.Key call, Content content)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((content + " " + call.text()).getBytes(UTF_8));
        return cipher;
    }
}
