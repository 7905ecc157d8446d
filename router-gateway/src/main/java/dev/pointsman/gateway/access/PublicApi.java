package dev.pointsman.gateway.access;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Marks a controller of the public API; every other controller is restricted to operators. */
@Retention(RUNTIME)
@Target(TYPE)
public @interface PublicApi {

    /** Returns whether clients need no key where keys are required, as nothing is called and nothing is shown. */
    boolean withoutKey() default false;
}
