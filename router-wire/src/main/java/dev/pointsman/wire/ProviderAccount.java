package dev.pointsman.wire;

import java.net.URI;
import java.time.InstantSource;

/**
 * Provider that a protocol is created for. Immutable.
 *
 * <p>The key is a secret: it is no part of {@link #toString()}.
 *
 * @param name the provider's name in the configuration
 * @param url the base address
 * @param apiKey the key; empty for none
 * @param organization the vendor's organization that the key belongs to: providers with the same one accept the
 *     reasoning state of each other; empty for one that no other provider shares
 * @param clock source of the time, for dates in answers and signatures
 */
public record ProviderAccount(String name, URI url, String apiKey, String organization, InstantSource clock) {

    /**
     * Creates an account that shares no organization.
     *
     * @param name the provider's name in the configuration
     * @param url the base address
     * @param apiKey the key; empty for none
     * @param clock source of the time
     */
    public ProviderAccount(String name, URI url, String apiKey, InstantSource clock) {
        this(name, url, apiKey, "", clock);
    }

    /** Returns name and address, without the key. */
    @Override
    public String toString() {
        return "ProviderAccount[name=" + name + ", url=" + url.getScheme() + "://" + url.getRawAuthority()
                + url.getRawPath() + "]";
    }
}
