package dev.pointsman.wire;

/**
 * Service interface of a provider protocol, discovered by {@link java.util.ServiceLoader}. Implementations are
 * stateless and have a public constructor without parameters.
 */
public interface WireProtocolFactory {

    /**
     * Returns the protocol's name in the configuration, such as {@code anthropic}.
     *
     * @return lower-case letters, digits and hyphens; unique on the class path
     */
    String name();

    /**
     * Creates the protocol for one provider, once at start.
     *
     * @param account the provider
     * @return a thread-safe protocol
     * @throws IllegalArgumentException if the account lacks something that the protocol needs; the message names it
     */
    WireProtocol create(ProviderAccount account);
}
