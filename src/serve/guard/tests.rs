use super::*;

#[test]
fn a_host_is_told_from_its_port() {
    assert_eq!(host_of("localhost"), "localhost");
    assert_eq!(host_of("localhost:1111"), "localhost");
    assert_eq!(host_of("[::1]:1111"), "[::1]");
    assert_eq!(host_of("[::1]"), "[::1]");
    assert_eq!(host_of("::1"), "::1");
    assert_eq!(host_of("a:b"), "a:b");
}

#[test]
fn an_interface_that_is_listened_on_is_ours() {
    let interface: IpAddr = "192.168.1.5".parse().unwrap();
    assert!(is_ours("192.168.1.5", interface, &[]));
    assert!(is_ours("localhost.", interface, &[]));
    assert!(!is_ours("192.168.1.6", interface, &[]));
    assert!(is_ours("192.168.1.6", "0.0.0.0".parse().unwrap(), &[]));
    assert!(!is_ours("name", "0.0.0.0".parse().unwrap(), &[]));
}
