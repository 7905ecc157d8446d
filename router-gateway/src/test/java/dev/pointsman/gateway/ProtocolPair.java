package dev.pointsman.gateway;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Protocol of a client and protocol of the provider that serves it. */
record ProtocolPair(ClientForm client, ProviderForm provider) {

    /** Returns all pairs. */
    static Stream<ProtocolPair> all() {
        return Arrays.stream(ClientForm.values())
                .flatMap(client ->
                        Arrays.stream(ProviderForm.values()).map(provider -> new ProtocolPair(client, provider)));
    }

    /** Returns the pairs with some of the providers. */
    static Stream<ProtocolPair> with(Predicate<ProviderForm> providers) {
        return all().filter(pair -> providers.test(pair.provider()));
    }

    @Override
    public String toString() {
        return client + " to " + provider;
    }
}
