package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.event.internal.BoundedWorker;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.inject.BeanDefinition;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Factory of the audit recorder, if the audit log or a sink is configured. */
@Factory
final class AuditFactory {
    private static final int CAPACITY = 10_000;

    @Singleton
    @Bean(preDestroy = "close")
    AuditRecorder recorder(
            BeanContext beans, BeanProvider<ProviderSettings> providers, @Nullable AuditSettings settings) {
        List<BoundedWorker<AuditRecord>> sinks = new ArrayList<>();
        if (settings != null && settings.enabled()) {
            sinks.add(new BoundedWorker<>("audit-log", CAPACITY, new AuditLog()::accept));
        }
        for (BeanDefinition<AuditSink> sink : beans.getBeanDefinitions(AuditSink.class)) {
            // Created with the first record, as a sink may depend on the router.
            Supplier<AuditSink> created = SupplierUtil.memoized(() -> beans.getBean(sink));
            String name = "audit-" + sink.getBeanType().getSimpleName();
            sinks.add(new BoundedWorker<>(name, CAPACITY, call -> created.get().accept(call)));
        }
        if (sinks.isEmpty()) {
            throw new DisabledBeanException("no AuditSink, and pointsman.audit.enabled is not true");
        }
        return new AuditRecorder(new AuditMapper(new KeyAliases(providers)), sinks);
    }
}
