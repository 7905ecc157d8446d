package dev.pointsman.wire.bedrock;

import dev.pointsman.wire.OutgoingRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signatures of version 4 by the AWS SDK's signer. */
final class BedrockSigner implements BedrockAccess {
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Supplier<? extends AwsCredentialsIdentity> credentials;
    private final String region;
    private final InstantSource clock;

    BedrockSigner(Supplier<? extends AwsCredentialsIdentity> credentials, String region, InstantSource clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(request.uri())
                .build();
        Instant now = clock.instant();
        SdkHttpRequest signed = signer.sign(sign -> sign.identity(credentials.get())
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArray(request.body()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request();
        Map<String, String> headers = new HashMap<>();
        signed.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }
}
