package dev.pointsman.wire.gemini;

import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;
import java.util.stream.Stream;

/** Factory of the protocol {@code gemini}. */
public final class GeminiWireFactory implements WireProtocolFactory {

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public WireProtocol create(ProviderAccount account) {
        String query = account.url().getRawQuery();
        boolean keyed = query != null && Stream.of(query.split("&", -1)).anyMatch(each -> each.startsWith("key="));
        ValueErrors.that(
                !keyed, "providers." + account.name() + ".url", "has a parameter key", "the key in api-key instead");
        return new GeminiWire(account);
    }
}
