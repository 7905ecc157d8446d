package dev.pointsman.wire.bedrock;

import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ValueErrors;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Headers that authenticate requests to Bedrock: a bearer key, or signatures. Thread-safe. */
interface BedrockAccess {
    /** The service's host in any partition, also that of an interface endpoint. */
    Pattern HOST = Pattern.compile("(?:^|\\.)bedrock-runtime(?:-fips)?\\.([a-z0-9-]+)\\.");

    /** Returns the headers of a request. */
    Map<String, String> headers(OutgoingRequest request);

    /**
     * Returns the access of an account: a key {@code ACCESS:SECRET} or {@code ACCESS:SECRET:TOKEN} signs, another one is
     * a bearer key, and without one the AWS SDK's default chain of credentials signs.
     *
     * @throws IllegalArgumentException if there are no credentials, or no region to sign for
     */
    static BedrockAccess of(ProviderAccount account) {
        String key = account.apiKey();
        String path = "providers." + account.name();
        if (!key.isEmpty() && key.indexOf(':') < 0) {
            Map<String, String> bearer = Map.of("Authorization", "Bearer " + key);
            return request -> bearer;
        }
        String region = region(account, path);
        if (key.isEmpty()) {
            DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder()
                    .asyncCredentialUpdateEnabled(true)
                    .build();
            check(chain, path);
            return new BedrockSigner(chain::resolveCredentials, region, account.clock());
        }
        AwsCredentialsIdentity credentials = credentials(key, path);
        return new BedrockSigner(() -> credentials, region, account.clock());
    }

    private static AwsCredentialsIdentity credentials(String key, String path) {
        String[] parts = key.split(":", 3);
        ValueErrors.that(
                !parts[0].isBlank() && !parts[1].isBlank(),
                path + ".api-key",
                "a part is blank",
                "ACCESS:SECRET or ACCESS:SECRET:TOKEN, or a bearer key");
        return parts.length < 3
                ? AwsCredentialsIdentity.create(parts[0], parts[1])
                : AwsSessionCredentialsIdentity.create(parts[0], parts[1], parts[2]);
    }

    private static String region(ProviderAccount account, String path) {
        String host = account.url().getHost();
        Matcher named = HOST.matcher(host == null ? "" : host);
        if (named.find()) {
            return named.group(1);
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkException none) {
            throw ValueErrors.wrong(
                    path + ".url",
                    "" + host,
                    "a host with a region, such as bedrock-runtime.eu-west-1.amazonaws.com, or AWS_REGION");
        }
    }

    private static void check(DefaultCredentialsProvider chain, String path) {
        try {
            chain.resolveCredentials();
        } catch (SdkException none) {
            throw ValueErrors.wrong(
                    path + ".api-key", "missing", "a key, or credentials in the AWS SDK's default chain");
        }
    }
}
