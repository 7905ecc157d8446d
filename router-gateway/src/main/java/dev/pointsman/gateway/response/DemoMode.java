package dev.pointsman.gateway.response;

/** Marks a gateway that answers with canned texts of embedded providers: a bean of such gateways only. */
public final class DemoMode {}
