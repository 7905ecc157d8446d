package dev.pointsman.wire.bedrock;

import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;

/** Factory of the protocol {@code bedrock}, which needs the AWS SDK's module {@code auth}. */
public final class BedrockWireFactory implements WireProtocolFactory {
    private static final String NEEDED = "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider";

    @Override
    public String name() {
        return "bedrock";
    }

    @Override
    public WireProtocol create(ProviderAccount account) {
        ValueErrors.that(
                isPresent(),
                "providers." + account.name() + ".wire",
                "bedrock, without the AWS SDK",
                "software.amazon.awssdk:auth on the class path");
        return new BedrockWire(account);
    }

    private static boolean isPresent() {
        try {
            Class.forName(NEEDED, false, BedrockWireFactory.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
