"""What the methods of values that hold any JSON, YAML or TOML return; the form is that of `signatures_crates`."""

from __future__ import annotations

from .schema import Known, below, known

_JSON = "https://docs.rs/serde_json/latest/serde_json/value/enum.Value.html"
_TOML = "https://docs.rs/toml/latest/toml/enum.Value.html"
_SERDE_YAML = "https://docs.rs/serde_yaml/latest/serde_yaml/enum.Value.html"
_YAML = "https://docs.rs/yaml-rust2/latest/yaml_rust2/yaml/enum.Yaml.html"
_JSON_TYPES = "serde_json::Value serde_json::value::Value"
_YAML_TYPES = "yaml_rust::Yaml yaml_rust2::Yaml yaml_rust::yaml::Yaml yaml_rust2::yaml::Yaml"

METHODS: tuple[Known[str], ...] = (
    known("Option<& str>", _JSON, *below(_JSON_TYPES, "as_str")),
    known("Option<& Vec<Self>>", _JSON, *below(_JSON_TYPES, "as_array")),
    known("Option<& serde_json::Map<String, Self>>", _JSON, *below(_JSON_TYPES, "as_object")),
    known("Option<& Self>", _JSON, *below(_JSON_TYPES, "get pointer")),
    known("Option<& str>", _TOML, "toml::Value::as_str"),
    known("Option<& Vec<Self>>", _TOML, "toml::Value::as_array"),
    known("Option<& Self>", _TOML, "toml::Value::get"),
    known("Option<& str>", _SERDE_YAML, "serde_yaml::Value::as_str"),
    known("Option<& Vec<Self>>", _SERDE_YAML, "serde_yaml::Value::as_sequence"),
    known("Option<& Self>", _SERDE_YAML, "serde_yaml::Value::get"),
    known("Option<& str>", _YAML, *below(_YAML_TYPES, "as_str")),
    known("Option<& Vec<Self>>", _YAML, *below(_YAML_TYPES, "as_vec")),
)
