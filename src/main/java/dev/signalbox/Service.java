package dev.signalbox;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Marks a class of which the container keeps one instance, built through its one constructor. */
@Documented
@Stereotype
@Singleton
@Retention(RUNTIME)
@Target(TYPE)
@SuppressWarnings("InjectScopeAnnotationOnInterfaceOrAbstractClass") // a stereotype carries its scope
public @interface Service {}
