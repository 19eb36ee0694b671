using LossDsl.Generators.Source;
using LossDsl.Roslyn.Configs;

namespace LossDsl.Generators.Configs;

/// <summary>Writes the members of an invalid config.</summary>
internal static class ThrowingConfigWriter
{
    public static void Write(ThrowingMembers members, ConfigModel model)
    {
        members.WriteKeys(
            "The keys of a config file for the settings of", model.Settings.Select(setting => (setting.Name, setting.Key, setting.Summary)));
        members.WriteStatic("global::LossDsl.Runtime.ConfigSchema", "Schema");
        members.WriteExplicit("global::LossDsl.Runtime.ConfigSchema", "ILossConfig", "Schema", isStatic: true);
        var methods = model.Declaration with { HasCompletedBase = false, IsSealed = true };
        ConfigFileWriter.Write(members.Writer, methods, name => name is not ("Validate" or "ToJson" or "ToYaml") && members.Has(name));
        members.WriteMember("void", "Validate", "()");
        members.WriteMember("string", "ToJson", "()");
        members.WriteMember("string", "ToYaml", "()");
        members.WriteExplicit("void", "ILossConfig", "Check(ref global::LossDsl.Runtime.ConfigValidator check)");
        members.WriteExplicit(model.Declaration.TypeName, "ILossConfig", "Read(ref global::LossDsl.Runtime.ConfigReader reader)", isStatic: true);
    }
}
