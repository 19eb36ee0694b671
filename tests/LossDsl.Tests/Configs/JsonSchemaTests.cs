using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace LossDsl.Tests.Configs;

/// <summary>The JSON Schema of a config.</summary>
public sealed class JsonSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(SampleConfig.JsonSchema())!.AsObject();

    [Fact]
    public void It_says_what_it_is() => Assert.Equal(
        """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"SampleConfig","description":"Every kind of setting, and every rule of FieldRuleKind & more.","type":"object"}
        """,
        Only(Schema, "$schema", "title", "description", "type"));

    [Fact]
    public void Keys_that_are_not_declared_are_illegal_and_missing_ones_named()
    {
        Assert.False((bool)Schema["additionalProperties"]!);
        Assert.Equal("[\"beta\"]", Schema["required"]!.ToJsonString());
        Assert.Equal(
            ["$schema", .. SampleConfig.Schema.Fields.Select(field => field.Key)],
            Schema["properties"]!.AsObject().Select(property => property.Key));
    }

    [Theory]
    [InlineData("beta", """{"description":"The weight β.","type":"number","minimum":0,"maximum":1}""")]
    [InlineData("clip", """{"description":"The clip; null turns it off.","anyOf":[{"type":["number","null"],"exclusiveMinimum":1},{"enum":["Infinity"]}],"default":null}""")]
    [InlineData("dual_clip", """{"description":"Whether to clip twice.","type":"boolean","default":false}""")]
    [InlineData("weighting", """{"description":"What a row weighs.","enum":["uniform","by_length","by_reward"],"default":"uniform"}""")]
    [InlineData("reward_key", """{"description":"The key of the weights.","type":["string","null"],"default":null}""")]
    [InlineData("steps", """{"description":"How many steps.","type":"integer","minimum":1,"maximum":1000,"default":10}""")]
    [InlineData("warm_up", """{"description":"How many of them rise.","type":"integer","minimum":-2147483648,"maximum":2147483647,"default":0}""")]
    [InlineData("seed", """{"description":"The seed.","type":"integer","default":1}""")]
    [InlineData("reduction", """{"description":"How rows become one number.","enum":["sum","mean"],"default":"sum"}""")]
    [InlineData("accumulate", """{"description":"How many batches make a step.","enum":[1,2,4],"default":1}""")]
    [InlineData("verbose", """{"description":"Whether to talk.","type":["boolean","null"],"default":null}""")]
    public void A_key_has_its_type_and_bounds(string key, string schema) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), Schema["properties"]![key]), Schema["properties"]![key]!.ToJsonString());

    [Theory]
    [InlineData(0, """{"if":{"properties":{"dual_clip":{"const":true}},"required":["dual_clip"]},"then":{"properties":{"clip":{"not":{"type":"null"}}},"required":["clip"]}}""")]
    [InlineData(1, """{"if":{"properties":{"plain_ratio":{"const":true}},"required":["plain_ratio"]},"then":{"properties":{"dual_clip":{"not":{"const":true}}}}}""")]
    [InlineData(2, """{"if":{"properties":{"weighting":{"const":"by_reward"}},"required":["weighting"]},"then":{"properties":{"reward_key":{"not":{"type":"null"}}},"required":["reward_key"]}}""")]
    [InlineData(3, """{"if":{"properties":{"beta":{"not":{"const":0}}}},"then":{"properties":{"reference":{"not":{"const":""}}}}}""")]
    [InlineData(6, """{"if":{"properties":{"patience":{"not":{"enum":[0,null]}}},"required":["patience"]},"then":{"properties":{"interval":{"not":{"type":"null"}}},"required":["interval"]}}""")]
    public void A_rule_between_keys_is_an_if_and_a_then(int rule, string schema)
    {
        // Beta is required, so it makes no difference whether an absent key is treated as set.
        var actual = Schema["allOf"]![rule]!.DeepClone();
        if (rule == 3)
            actual["if"]!.AsObject().Remove("required");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), actual), actual.ToJsonString());
    }

    [Fact]
    public void It_accepts_exactly_the_files_that_can_be_read()
    {
        string[] values =
        [
            "null", "true", "false", "0", "-0.0", "1", "2", "3.0", "0.5", "1.5", "1001", "-1", "3e9", "1e39", "\"\"", "\"x\"", "\"sum\"",
            "\"Infinity\"", "\"-Infinity\"", "\"by_reward\"", "\"uniform\"", "[]", "[1]", "{}",
        ];
        string[] keys = ["$schema", "betta", .. SampleConfig.Schema.Fields.Select(field => field.Key)];
        var legal = RandomConfigs.All.Generator.Select(config => JsonNode.Parse(config.ToJson())!.AsObject());
        // Integers beyond 64 bits are excluded, since validators treat such bounds differently.
        var changes = Gen.Elements(keys).Zip(Gen.Elements([null, .. values]))
            .Where(change => change is not ("seed", "1e39"))
            .ListOf().Resize(4);
        var counts = new int[2];

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(legal.Zip(changes).Select(pair => Changed(pair.Item1, pair.Item2)).ToArbitrary(), json =>
            {
                var readable = Source.Json.Violations<SampleConfig>(json).Count == 0;
                Assert.True(readable == MiniJsonSchema.Accepts(Schema, JsonNode.Parse(json)), json);
                counts[readable ? 1 : 0]++;
            }));
        Assert.All(counts, count => Assert.InRange(count, 300, 2700));
    }

    [Fact]
    public void The_losses_have_descriptions_for_every_key()
    {
        var properties = new[] { ClippedPGLossConfig.JsonSchema(), DPOLossConfig.JsonSchema() }
            .SelectMany(schema => JsonNode.Parse(schema)!["properties"]!.AsObject())
            .Where(property => property.Key != "$schema")
            .ToList();

        Assert.Equal(ClippedPGLossConfig.Schema.Fields.Length + DPOLossConfig.Schema.Fields.Length, properties.Count);
        Assert.All(properties, property => Assert.EndsWith(".", (string?)property.Value!["description"]));
    }

    private static string Changed(JsonObject config, IEnumerable<(string Key, string? Value)> changes)
    {
        foreach (var (key, value) in changes)
        {
            if (value is null)
                config.Remove(key);
            else
                config[key] = JsonNode.Parse(value);
        }

        return config.ToJsonString();
    }

    private static string Only(JsonObject schema, params string[] keywords) => new JsonObject(
        keywords.Select(keyword => KeyValuePair.Create(keyword, schema[keyword]?.DeepClone()))).ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
