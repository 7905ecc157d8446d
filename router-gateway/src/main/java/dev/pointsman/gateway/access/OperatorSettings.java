package dev.pointsman.gateway.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access of operators: the endpoint {@code /pointsman} with its page, metrics, details of health, and the demonstration's
 * controls.
 *
 * @param token secret of 16 to 512 visible ASCII characters that operators send as a bearer token or as the password of
 *     basic authentication. Default: a random one for each start, written to {@code token-file}
 * @param tokenFile path of the file that a random token is written to, readable by its owner alone and deleted at the
 *     end. Default: a new file in the directory for temporary files, named in the log
 * @param localReads whether processes of the gateway's own user on this machine may read without a token, as long as the
 *     gateway listens to loopback addresses alone. Default: true
 * @param roles roles that open sensitive endpoints where Micronaut's security is in force and the application has no
 *     rule of its own for them. Default: {@code operator}
 */
@Introspected
@ConfigurationProperties("gateway.operators")
public record OperatorSettings(
        @Nullable String token,
        @Nullable String tokenFile,
        @Bindable(defaultValue = "true") boolean localReads,
        @Bindable(defaultValue = "operator") List<String> roles) {

    /** Returns the settings without the token. */
    @Override
    public String toString() {
        return "OperatorSettings[tokenFile=" + tokenFile + ", localReads=" + localReads + ", roles=" + roles + "]";
    }
}
