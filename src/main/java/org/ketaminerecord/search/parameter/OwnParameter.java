package org.ketaminerecord.search.parameter;

import java.util.Map;
import org.ketaminerecord.definition.SearchParameterDefinition;

/**
 * A search parameter that is not R4's but this installation's.
 *
 * @param id         its number among those of its kind
 * @param definition what it is
 * @param source     where it comes from: {@code SearchParameter/[id]} or {@code package [name]#[version]}
 * @param complete   false while it is being indexed
 * @param numbers    its number in index rows for each resource type
 */
public record OwnParameter(long id, SearchParameterDefinition definition, String source, boolean complete, Map<String, Short> numbers) {
}
