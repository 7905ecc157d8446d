package dev.pointsman.gateway.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.management.endpoint.EndpointSensitivityProcessor;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.security.rules.SensitiveEndpointRule;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Security rule that opens sensitive endpoints to users with an operator's role, where Micronaut's security is in
 * force.
 *
 *
 * <p>Micronaut's own rule rejects all users until the application replaces it. In an application that has replaced it,
 * this rule is inactive.
 */
@Singleton
@Requires(classes = SensitiveEndpointRule.class)
@Requires(beans = SensitiveEndpointRule.class)
final class OperatorRoleRule implements SecurityRule<HttpRequest<?>> {
    private final EndpointSensitivityProcessor endpoints;
    private final Set<String> roles;
    private final boolean replaced;

    OperatorRoleRule(
            EndpointSensitivityProcessor endpoints, SensitiveEndpointRule micronauts, OperatorSettings settings) {
        this.endpoints = endpoints;
        this.roles = new HashSet<>(settings.roles());
        this.replaced = micronauts.getClass() != SensitiveEndpointRule.class;
    }

    @Override
    public Publisher<SecurityRuleResult> check(HttpRequest<?> request, @Nullable Authentication user) {
        if (replaced || user == null || !isSensitive(request)) {
            return Mono.just(SecurityRuleResult.UNKNOWN);
        }
        boolean operator = user.getRoles().stream().anyMatch(roles::contains);
        return Mono.just(operator ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
    }

    private boolean isSensitive(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).orElse(null) instanceof MethodBasedRouteMatch<?, ?> match
                && endpoints.getEndpointMethods().getOrDefault(match.getExecutableMethod(), false);
    }

    @Override
    public int getOrder() {
        return SensitiveEndpointRule.ORDER - 1;
    }
}
