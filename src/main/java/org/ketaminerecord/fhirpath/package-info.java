/**
 * FHIRPath over our JSON tree: HAPI's engine, which sees the tree through views, and what it has to be told so that it
 * compares numbers rightly.
 *
 * <p>May use: {@code definition}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.fhirpath;
