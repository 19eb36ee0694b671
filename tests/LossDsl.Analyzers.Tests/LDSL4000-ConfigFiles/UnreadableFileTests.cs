using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class UnreadableFileTests() : ConfigFileTest("LDSL4007")
{
    [Theory]
    [InlineData("", "(1,1): the text must be a JSON object")]
    [InlineData("[1]", "(1,1): the text must be a JSON object")]
    [InlineData("{\n  \"beta\": 0.2\n  \"clip\": 3\n}", "(3,3): the text is not JSON: expected ',' or '}', found '\"'")]
    [InlineData("{ \"beta\": 0.2 } x", "(1,17): the text is not JSON: expected the end, found 'x'")]
    [InlineData("{ \"beta\": yes }", "(1,11): the text is not JSON: expected a value, found 'yes'")]
    [InlineData("{ beta: 1 }", "(1,3): the text is not JSON: expected a key in quotes, found 'beta'")]
    [InlineData("{ \"beta: 1 }", "(1,3): the text is not JSON: unterminated string")]
    [InlineData("{ \"beta\": 1", "(1,12): the text is not JSON: expected ',' or '}', found the end")]
    public Task Json_must_be_json(string json, string message) => Reports(ConfigFile.Json(json), message);

    [Theory]
    [InlineData("", "(1,1): the text must be a YAML mapping")]
    [InlineData("- beta", "(1,1): the text must be a YAML mapping")]
    [InlineData("beta: *half", "(1,7): the text has no anchor 'half' before this alias")]
    [InlineData("beta: 1\nclip:\n\tx: 1", "(3,1): the text is not YAML: this line is indented with a tab; YAML is indented with spaces")]
    [InlineData("beta: 1\n---\nbeta: 2", "(2,1): the text contains a second document; a config is a single document")]
    public Task Yaml_must_be_a_mapping(string yaml, string message) => Reports(ConfigFile.Yaml(yaml), message);

    [Fact]
    public Task Both_formats_are_told_apart_by_name() => Reports(
        new ConfigFile("/c.toml", "beta = 1"), "(1,1): has an unsupported extension; expected .json, .yaml or .yml");

    [Fact]
    public Task A_file_that_is_not_there_is_empty() => Reports(new ConfigFile("/c.yaml", null), "(1,1): the text must be a YAML mapping");

    [Fact]
    public Task It_is_said_once_however_often_the_file_is_listed() => Reports(
        ConfigFile.Json("[]") with { Listed = "SampleConfig@a|SampleConfig@b" }, "(1,1): the text must be a JSON object");

    [Fact]
    public Task Silent_where_it_can_be_read() => ReportsNothing(ConfigFile.Json("// A comment.\n{ \"x\": [1, {}, \"\\u00e9\"], /* another */ }"));
}
