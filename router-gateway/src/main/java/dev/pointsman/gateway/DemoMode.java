package dev.pointsman.gateway;

/** Marks a gateway that answers with canned texts of embedded providers: a bean of such gateways only. */
final class DemoMode {}
