package dev.pointsman.wire.reasoning;

import dev.pointsman.wire.ProviderAccount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Origin of opaque reasoning state: the account that made it and the family of the model.
 *
 * <p>An account is a provider of the configuration, by name and address, or all providers of one organization. The key
 * is no part of it: another key of the same provider is the same account. Immutable.
 *
 * @param id a digest that names the origin in state that clients hold: 16 letters, digits, hyphens or underscores
 */
public record ReasoningOrigin(String id) {
    private static final int DIGEST_BYTES = 12;

    /**
     * Returns the origin of the state that a model of an account makes.
     *
     * @param account the account
     * @param model the provider's name for the model
     * @return the origin; the same on every instance with the same configuration
     */
    public static ReasoningOrigin of(ProviderAccount account, String model) {
        String owner = account.organization().isEmpty()
                ? "provider\n" + account.name() + '\n' + account.url().getRawAuthority()
                : "organization\n" + account.organization();
        return new ReasoningOrigin(digest(owner + '\n' + ModelFamily.of(model)));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
